import { useTranslation } from 'react-i18next';
import { Icon } from '../../ui/icons.tsx';
import { speak } from '../i18n/language.ts';

/** Names the other language in its own words. */
export function LanguageButton() {
  const { t, i18n } = useTranslation();
  const other = i18n.language === 'zh' ? 'en' : 'zh';
  return (
    <button
      type="button"
      className="plain-button"
      lang={other === 'zh' ? 'zh-CN' : 'en'}
      onClick={() => void speak(other)}
    >
      <Icon name="globe" size={14} />
      {t('shell.account.language')}
    </button>
  );
}
