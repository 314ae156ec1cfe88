/** marcjs comes without types. */
declare module 'marcjs' {
	export const Marc: {
		/** Of each field its tag, then its value, or its indicators and in turn the codes and values of its subfields. */
		parse(raw: Buffer, format: 'iso2709'): { readonly leader: string; readonly fields: ReadonlyArray<readonly string[]> };
	};
}
