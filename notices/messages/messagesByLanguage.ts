import { deMessages } from './de';
import { enMessages } from './en';
import { esMessages } from './es';
import { frMessages } from './fr';
import type { Language } from './languages';
import type { Messages } from './Messages';
import { applyTypography } from './typography';

export const messagesByLanguage: Readonly<Record<Language, Messages>> = {
	en: enMessages,
	de: deMessages,
	es: esMessages,
	fr: applyTypography(frMessages, 'fr'),
};
