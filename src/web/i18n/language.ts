import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '../../kernel/errors.ts';
import { en, zh } from './catalogue.ts';

/** The cookie that the server reads too, so that its sentences come in the language of the page. */
const COOKIE = 'changke_language';
const YEAR_S = 365 * 24 * 3600;
const TAGS: Readonly<Record<Language, string>> = { zh: 'zh-CN', en: 'en' };

/** Chosen before, else what the browser prefers; Chinese when it names neither. */
export function rememberedLanguage(): Language {
  const chosen = /(?:^|;\s*)changke_language=(zh|en)/.exec(document.cookie)?.[1];
  if (chosen === 'zh' || chosen === 'en') return chosen;
  const preferred = navigator.languages.find((tag) => tag.startsWith('zh') || tag.startsWith('en'));
  return preferred?.startsWith('en') ? 'en' : 'zh';
}

export async function startWords(): Promise<void> {
  const language = rememberedLanguage();
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    resources: { zh: { translation: zh }, en: { translation: en } },
    interpolation: { escapeValue: false },
  });
  document.documentElement.lang = TAGS[language];
}

/** Switches every word at once and remembers the choice for this browser. */
export async function speak(language: Language): Promise<void> {
  document.cookie = `${COOKIE}=${language}; path=/; max-age=${YEAR_S}; samesite=lax`;
  document.documentElement.lang = TAGS[language];
  await i18next.changeLanguage(language);
}
