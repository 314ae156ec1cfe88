/** jsbarcode has types for the whole package, which is ten times as large, but not for this part. */
declare module 'jsbarcode/bin/barcodes/CODE128/CODE128_AUTO.js' {
	export default class Code128 {
		/** @param text in ASCII */
		constructor(text: string, options: object);
		/** The code as digits: `1` for each unit of black, `0` for each unit of white. */
		encode(): { readonly data: string };
	}
}
