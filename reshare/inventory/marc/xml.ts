import { parser } from 'sax';
import { ReShareError } from '../../errors';

/** Names are without prefix. */
export interface XmlVisitor {
	open?(name: string, attributes: Readonly<Record<string, string>>): void;
	text?(text: string): void;
	close?(name: string): void;
}

/** No record is nested deeper; a document that is would cost memory and say nothing. */
const deepest = 50;

/** In characters: a library's record has at most 99,999 bytes, and a consortium's copies some hundreds each. */
const longest = 4 * 1024 * 1024;

/**
 * A document type is refused: no answer of a shared index has one, and its entities could fill the memory.
 *
 * @param sender begins the sentence that says so
 * @throws ReShareError `badAnswer` for a document that is not well-formed, cut off, too long, or not XML at all
 */
export function walkXml(xml: string, visitor: XmlVisitor, sender = 'The shared inventory'): void {
	if (xml.length > longest) {
		throw new ReShareError('badAnswer', `${sender} sent a record of more than 4 MB`, { description: 'No record is as large. Tell whoever runs the server.' });
	}
	const sax = parser(true);
	let depth = 0;
	let isEmpty = true;
	const refuse = (): never => {
		throw new ReShareError('badAnswer', `${sender} sent a record damaged or only in part`, { description: 'Try again. If it happens often, ask whoever runs the server.' });
	};
	sax.onerror = refuse;
	sax.ondoctype = refuse;
	sax.onopentag = ({ name, attributes }) => {
		isEmpty = false;
		depth += 1;
		if (depth > deepest) refuse();
		visitor.open?.(withoutPrefix(name), attributes as Record<string, string>);
	};
	sax.ontext = (text) => visitor.text?.(text);
	sax.oncdata = (text) => visitor.text?.(text);
	sax.onclosetag = (name) => {
		depth -= 1;
		visitor.close?.(withoutPrefix(name));
	};
	// A byte order mark, and blanks before the declaration, are a server's slip.
	sax.write(xml.replace(/^[\uFEFF\s]+/u, '')).close();
	if (isEmpty) refuse();
}

function withoutPrefix(name: string): string {
	return name.slice(name.indexOf(':') + 1);
}
