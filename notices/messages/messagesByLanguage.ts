import { actionKinds, actionTable } from '../../reshare/requests/model/actions';
import { advice } from '../../reshare/requests/model/advice';
import de from './de.json';
import en from './en.json';
import es from './es.json';
import fr from './fr.json';
import type { Language } from './languages';
import type { Messages } from './Messages';
import { applyTypography } from './applyTypography';

/** The English labels of the actions, which are the client's own. The other languages have them in their files. */
const actions = Object.fromEntries(actionKinds.map((kind) => [kind, actionTable[kind].label])) as Messages['actions'];

export const messagesByLanguage: Readonly<Record<Language, Messages>> = {
	en: { ...en, actions, advice },
	de,
	es,
	fr: applyTypography(fr, 'fr'),
};
