import { parser } from 'sax';
import { ReShareError } from '../errors';

export interface XmlElement {
	/** The name without its prefix. */
	readonly name: string;
	readonly attributes: Readonly<Record<string, string>>;
	readonly children: XmlElement[];
	/** The element's own text, without that of its children. */
	text: string;
}

/** The deepest nesting that is read. No real record is deeper, and a malicious document could fill the memory. */
const deepest = 50;

/** The most characters of a document. A library's record has at most 99,999 bytes, and each copy of a consortium adds some hundreds. */
const longest = 4 * 1024 * 1024;

/**
 * Reads an XML document. A document type is refused: no answer of a shared index has one, and its entities could fill the memory.
 *
 * @throws ReShareError `badAnswer` for a document that is not well-formed, cut off, too long, or not XML at all
 */
export function readXml(xml: string, sender = 'The shared inventory'): XmlElement {
	if (xml.length > longest) {
		throw new ReShareError(
			'badAnswer',
			`${sender} sent a record of more than 4 MB`,
			'No record is as large. Tell whoever runs the server.',
		);
	}
	const refuse = () => {
		throw new ReShareError(
			'badAnswer',
			`${sender} sent a record damaged or only in part`,
			'Try again. If it happens often, ask whoever runs the server.',
		);
	};
	const document: XmlElement = { name: '', attributes: {}, children: [], text: '' };
	const open = [document];
	const innermost = () => open.at(-1) ?? document;
	const sax = parser(true);
	sax.onerror = refuse;
	sax.ondoctype = refuse;
	sax.onopentag = ({ name, attributes }) => {
		if (open.length > deepest) refuse();
		const element = { name: name.slice(name.indexOf(':') + 1), attributes: attributes as Record<string, string>, children: [], text: '' };
		innermost().children.push(element);
		open.push(element);
	};
	sax.ontext = (text) => (innermost().text += text);
	sax.oncdata = (text) => (innermost().text += text);
	sax.onclosetag = () => open.pop();
	// Some servers send a byte order mark or blanks before the declaration, which the parser would refuse.
	sax.write(xml.replace(/^[\uFEFF\s]+/u, '')).close();
	return document.children[0] ?? refuse();
}

export function elementsIn(element: XmlElement, name: string): XmlElement[] {
	return [...(element.name === name ? [element] : []), ...element.children.flatMap((child) => elementsIn(child, name))];
}
