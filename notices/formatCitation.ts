import { textOfField, trimTitle, type WorkflowItem } from './workflowItem';

const given = (parts: readonly (string | undefined)[], between: string): string =>
	parts
		.filter((part) => part !== undefined && part !== '')
		.map((part) => part?.replace(/\.$/u, ''))
		.join(between);

/** Writes a citation, always in English, because it is pasted into other systems. */
export function formatCitation(item: WorkflowItem): string | undefined {
	const of = (name: string): string | undefined => textOfField(item, name);
	// A value that begins with a label of its own gets no other one: some catalogs write `v. 2`, and some `2`.
	const labelled = (label: string, name: string): string | undefined => {
		const value = of(name);
		return value === undefined || /^\p{L}+\. ?\d/u.test(value) ? value : `${label} ${value}`;
	};
	const [title, part] = [trimTitle(of('title')), trimTitle(of('partTitle'))];
	const work = given(
		[
			of('partAuthor'),
			part,
			of('author'),
			title === undefined || part === undefined ? title : `In: ${title}`,
			of('edition'),
			given([of('placeOfPublication'), of('publisher')], ': '),
			of('publicationDate'),
			labelled('Volume', 'volume'),
			labelled('Issue', 'issue'),
			labelled('Pages', 'pages'),
		],
		'. ',
	);
	const numbers = given([labelled('ISBN', 'isbn'), labelled('ISSN', 'issn'), labelled('OCLC', 'oclcNumber')], '; ');
	return [work === '' ? '' : `${work}.`, numbers].filter((text) => text !== '').join(' ') || undefined;
}
