import Code128 from 'jsbarcode/bin/barcodes/CODE128/CODE128_AUTO.js';
import { markup, emptyMarkup, type Markup } from './markup';

/** The width of the narrowest bar, in millimeters. The bars of a long number are narrower, so that it fits on its sheet. */
const narrowest = 0.33;
/**
 * The white at both ends of the code; and the widest code that still leaves 0.25 mm for each bar on a sheet. Both are counted in narrowest
 * bars.
 */
const quiet = 10;
const widest = 680;

/**
 * Draws the number as a barcode in Code 128. The result is empty if Code 128 lacks one of its characters, or if it does not fit on a sheet.
 */
export function drawBarcode(number: string, label: string): Markup {
	if (!/^[ -~]{1,120}$/.test(number)) return emptyMarkup;
	const { data } = new Code128(number, {}).encode();
	const width = data.length + 2 * quiet;
	if (width > widest) return emptyMarkup;
	const bars = [...data.matchAll(/1+/g)].map(({ 0: bar, index }) => markup`<rect x="${quiet + index}" width="${bar.length}" height="40"/>`);
	return markup`<svg class="code" style="width:${Math.round(width * narrowest)}mm" viewBox="0 0 ${width} 40" preserveAspectRatio="none" role="img" aria-label="${label}">${bars}</svg>`;
}
