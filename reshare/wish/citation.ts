import { readBibtex } from './bibtex';
import { wishIn, type CarriedWish } from './handOn';
import { readOpenUrl, wishOf } from './openUrl';
import { readOtherSystem } from './otherSystem';
import { readRis } from './ris';

/**
 * The wish that an OpenURL, one reference in RIS or BibTeX, a transaction of ILLiad or a borrowing request of Alma stands for.
 *
 * @param given a link, its query, an object of its parameters, the text of the reference, or what ILLiad's or Alma's interface answered
 * @returns what is asked for, and where nothing could be read, why, to stand behind the field's name
 */
export function readCitation(given: string | Readonly<Record<string, unknown>>): { readonly wish: CarriedWish; readonly problem?: string } {
	if (typeof given === 'string' && given.trim() === '') return { wish: {} };
	const ofOtherSystem = typeof given === 'string' ? undefined : readOtherSystem(given);
	if (ofOtherSystem !== undefined) return { wish: ofOtherSystem };
	const references = typeof given === 'string' ? (readRis(given) ?? readBibtex(given)) : undefined;
	const metadata = references === undefined ? readOpenUrl(given) : references[0];
	if (references !== undefined && references.length > 1) return { wish: {}, problem: `holds ${references.length} references, and one is needed` };
	// An object without anything of an OpenURL is what a form or webhook gives that was opened without one.
	if (typeof given !== 'string') {
		const { author, ...came } = wishIn(given);
		const meant = metadata === undefined ? {} : wishOf(metadata);
		// An OpenURL's author is the part's, where it is one of a part.
		return { wish: { ...came, ...(author === undefined || meant.partAuthor === author ? {} : { author }), ...meant } };
	}
	return metadata === undefined ? { wish: {}, problem: 'holds neither an OpenURL nor a reference in RIS or BibTeX' } : { wish: wishOf(metadata) };
}
