/** A list that is read when it is gone over, or all at once with `all`. */
export class Listing<Element, Whole> implements AsyncIterable<Element> {
	/**
	 * @param all reads the list, with what was found besides
	 * @param elements those in it
	 */
	constructor(readonly all: () => Promise<Whole>, private readonly elements: (whole: Whole) => readonly Element[]) {}

	async *[Symbol.asyncIterator](): AsyncGenerator<Element, void, void> {
		yield* this.elements(await this.all());
	}
}
