import { asCataloged } from './asCataloged';
import { crowdedRecords } from './crowded';
import { demoRecords } from './demo';
import { difficultRecords } from './difficult';
import { formats } from './formats';
import { monographs } from './monographs';
import { nearlyAlike } from './nearlyAlike';
import { novels } from './novels';
import type { BibRecord } from './record';
import { scripts } from './scripts';
import { serials } from './serials';
import { sets } from './sets';
import { titlesAsTheyAre } from './titlesAsTheyAre';

/** Every record of the practice consortium, in the inventory's own order. */
export const bibRecords: readonly BibRecord[] = [
	...demoRecords,
	...novels,
	...monographs,
	...difficultRecords,
	...crowdedRecords,
	...sets,
	...scripts,
	...formats,
	...serials,
	...titlesAsTheyAre,
	...nearlyAlike,
	...asCataloged,
];
