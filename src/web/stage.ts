import { useTranslation } from 'react-i18next';

/** The word for a stage of the relationship; one the words do not know stays as the plan wrote it. */
export function useStageName(): (stage: string) => string {
  const { t, i18n } = useTranslation();
  return (stage) => {
    const key = `customers.stages.${stage}`;
    return i18n.exists(key) ? String(t(key as 'customers.stages.active')) : stage;
  };
}
