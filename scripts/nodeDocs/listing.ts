/** What a page has told under a heading. */
interface Told {
	readonly heading: string;
	readonly names: readonly string[];
}

/** Lists names, or says under which heading most of them stand already, what is missing there and what is more: whichever takes fewer words. */
export class Listing {
	private readonly told: Told[] = [];

	public constructor(private readonly separator: string) {}

	public of(heading: string, names: readonly string[]): string {
		const groups = new Set(names.flatMap((name) => /^`(\w+\[\])\./.exec(name)?.[1] ?? []));
		const texts = this.told.flatMap((other) => ['', ...groups].map((group) => this.comparedWith(other, names, group)));
		this.told.push({ heading, names });
		return [names.join(this.separator), ...texts].reduce((shortest, text) => (wordsIn(text) < wordsIn(shortest) ? text : shortest));
	}

	/** @param group of a list whose entries have those names */
	private comparedWith({ heading, names: told }: Told, names: readonly string[], group: string): string {
		const known = group === '' ? told : told.map((name) => name.replace('`', `\`${group}.`));
		const without = known.filter((name) => !names.includes(name)).map((name) => group === '' ? name : name.replace(`${group}.`, ''));
		const also = names.filter((name) => !known.includes(name));
		return [
			`${group === '' ? '' : `\`${group}\` each `}as in [${heading}](#${anchor(heading)})`,
			...(without.length === 0 ? [] : [`without ${without.join(this.separator)}`]),
			...(also.length === 0 ? [] : [`also ${also.join(this.separator)}`]),
		].join('; ');
	}
}

function anchor(heading: string): string {
	return heading.toLowerCase().replaceAll(' ', '-');
}

function wordsIn(text: string): number {
	return text.split(/\s+/).length;
}
