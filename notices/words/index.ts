import { de } from './de';
import { en } from './en';
import { es } from './es';
import { fr } from './fr';
import type { Language } from './languages';
import type { Words } from './Words';

export const wordsIn: Readonly<Record<Language, Words>> = { en, de, es, fr };
