import { writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * A file for N8nOptions.preload that puts the program's clock ahead, by the milliseconds that `moveTo` was last told.
 * The program checks every tenth of a second.
 */
export function movableClock(folder: string): { readonly preload: string; moveTo(aheadMs: number): void } {
	const place = path.join(folder, 'clock-ahead');
	const preload = path.join(folder, 'clock.cjs');
	const moveTo = (aheadMs: number) => writeFileSync(place, String(aheadMs));
	moveTo(0);
	writeFileSync(
		preload,
		`const { readFileSync } = require('node:fs');
const RealDate = Date;
const realNow = RealDate.now;
let ahead = 0;
const look = () => { ahead = Number(readFileSync(${JSON.stringify(place)}, 'utf8')) || 0; };
look();
setInterval(look, 100).unref();
globalThis.Date = new Proxy(RealDate, {
	construct: (target, given, newTarget) => Reflect.construct(target, given.length > 0 ? given : [realNow() + ahead], newTarget),
	get: (target, name) => (name === 'now' ? () => realNow() + ahead : Reflect.get(target, name)),
});
`,
	);
	return { preload, moveTo };
}
