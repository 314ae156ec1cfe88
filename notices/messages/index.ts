import { de } from './de';
import { en } from './en';
import { es } from './es';
import { fr } from './fr';
import type { Language } from './languages';
import type { Messages } from './Messages';
import { typeset } from './typography';

export const messagesIn: Readonly<Record<Language, Messages>> = { en, de, es, fr: typeset(fr, 'fr') };
