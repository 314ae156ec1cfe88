/** marcjs comes without types. */
declare module 'marcjs' {
	export const Marc: {
		/**
		 * Each entry of `fields` is one field: its tag and value, or its tag, its indicators, and in turn the code and the value of each
		 * subfield.
		 */
		parse(raw: Buffer, format: 'iso2709'): { readonly leader: string; readonly fields: ReadonlyArray<readonly string[]> };
	};
}
