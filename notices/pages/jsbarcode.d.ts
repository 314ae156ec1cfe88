/** jsbarcode has types for its whole, which is ten times as large, but not for this part. */
declare module 'jsbarcode/bin/barcodes/CODE128/CODE128_AUTO.js' {
	export default class Code128 {
		/** @param text in ASCII */
		constructor(text: string, options: object);
		/** `1` for each width of bar, `0` for each of white. */
		encode(): { readonly data: string };
	}
}
