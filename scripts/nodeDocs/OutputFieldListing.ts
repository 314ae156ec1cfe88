import { anchorOf } from '../markdown';

interface Listed {
	readonly heading: string;
	readonly names: readonly string[];
}

/**
 * Lists the fields of items. If another heading lists most of them, it refers to that one and names the differences, where that takes fewer
 * words.
 */
export class OutputFieldListing {
	private readonly listed: Listed[] = [];

	public of(heading: string, names: readonly string[]): string {
		const texts = this.listed.map((other) => this.comparedWith(other, names));
		this.listed.push({ heading, names });
		return [names.join(', '), ...texts].reduce((shortest, text) => (wordsIn(text) < wordsIn(shortest) ? text : shortest));
	}

	private comparedWith({ heading, names: known }: Listed, names: readonly string[]): string {
		const without = known.filter((name) => !names.includes(name));
		const also = names.filter((name) => !known.includes(name));
		return [
			`as in [${heading}](#${anchorOf(heading)})`,
			...(without.length === 0 ? [] : [`without ${without.join(', ')}`]),
			...(also.length === 0 ? [] : [`also ${also.join(', ')}`]),
		].join('; ');
	}
}

function wordsIn(text: string) {
	return text.split(/\s+/).length;
}
