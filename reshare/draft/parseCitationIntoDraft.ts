import { readBibtex } from './bibtex';
import { readCarriedDraft, type CarriedDraft } from './carriedDraft';
import { readOpenUrl, draftFromOpenUrl } from './openUrl';
import { readIlliadOrAlma } from './illiadAndAlma';
import { readRis } from './ris';

/** The most characters that are read. A reference may come with its abstract, which makes it long. */
const longest = 20_000;

/**
 * Reads an OpenURL (a link, its query, or an object of its parameters), the text of one reference in RIS or BibTeX, a transaction of
 * ILLiad, or a borrowing request of Alma as their APIs answer. `problem` says why nothing could be read, in words that follow the field's
 * name.
 */
export function parseCitationIntoDraft(given: string | Readonly<Record<string, unknown>>): {
	readonly draft: CarriedDraft;
	readonly problem?: string;
} {
	if (typeof given === 'string' && given.length > longest)
		return { draft: {}, problem: `has ${given.length} characters, and ${longest} are allowed: give one reference` };
	if (typeof given === 'string' && given.trim() === '') return { draft: {} };
	const ofOtherSystem = typeof given === 'string' ? undefined : readIlliadOrAlma(given);
	if (ofOtherSystem !== undefined) return { draft: ofOtherSystem };
	const references = typeof given === 'string' ? (readRis(given) ?? readBibtex(given)) : undefined;
	const metadata = references === undefined ? readOpenUrl(given) : references[0];
	if (references !== undefined && references.length > 1)
		return { draft: {}, problem: `holds ${references.length} references, and one is needed` };
	// An object need not contain a reference: a form or webhook that was opened without an OpenURL has parameters, too. So this is no
	// problem.
	if (typeof given !== 'string') {
		const { author, ...came } = readCarriedDraft(given);
		const meant = metadata === undefined ? {} : draftFromOpenUrl(metadata);
		// In the OpenURL of a chapter or article, the author is the author of that part.
		return { draft: { ...came, ...(author === undefined || meant.partAuthor === author ? {} : { author }), ...meant } };
	}
	return metadata === undefined
		? { draft: {}, problem: 'holds neither an OpenURL nor a reference in RIS or BibTeX' }
		: { draft: draftFromOpenUrl(metadata) };
}
