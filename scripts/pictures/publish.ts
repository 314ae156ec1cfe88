import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { checkoutFolder } from '../../n8n/paths';
import { editorPictures, pictureNames } from './list';
import { digestOf } from './shown';
import { smallPng } from './smallPng';

export type Theme = 'light' | 'dark';
export const themes: readonly Theme[] = ['light', 'dark'];

/** What each picture showed when it was taken, as a digest. */
const takenFile = path.join(checkoutFolder, 'docs', 'images', 'taken.json');
/** Where all other pictures go, for whoever looks into a failure; git-ignored. */
const scratchFolder = path.join(checkoutFolder, '.tmp', 'editor');

/** Which pictures this run takes for the documentation: `all`, or their names with commas between them. Set by npm run pictures. */
const wanted = process.env.PICTURES ?? '';

/** Whether this run takes any for the documentation. */
export const forDocs = wanted !== '';

function isWanted(name: string): boolean {
	return pictureNames().includes(name) && (wanted === 'all' || wanted.split(',').includes(name));
}

/** A picture's file, from the checkout's folder. */
export function fileOf(name: string, theme: Theme = 'light'): string {
	return path.join('docs', name in editorPictures ? 'images' : 'templates/images', `${name}${theme === 'dark' ? '-dark' : ''}.png`);
}

/** Writes a picture that has just been taken: into the documentation with what it shows, if it is wanted there, else into .tmp/editor. */
export async function keepPicture(name: string, theme: Theme, png: Buffer, inDocs = isWanted(name)): Promise<void> {
	const file = path.join(...(inDocs ? [checkoutFolder, fileOf(name, theme)] : [scratchFolder, path.basename(fileOf(name, theme))]));
	mkdirSync(path.dirname(file), { recursive: true });
	writeFileSync(file, inDocs ? smallPng(png) : png);
	if (inDocs && theme === themes.at(-1)) await record(name);
}

/** The digests of all pictures that have been taken, by name. */
export function taken(): Record<string, string> {
	return existsSync(takenFile) ? (JSON.parse(readFileSync(takenFile, 'utf8')) as Record<string, string>) : {};
}

async function record(name: string): Promise<void> {
	const all = Object.entries({ ...taken(), [name]: await digestOf(name) }).sort(([a], [b]) => (a < b ? -1 : 1));
	writeFileSync(takenFile, `${JSON.stringify(Object.fromEntries(all), null, '\t')}\n`);
}
