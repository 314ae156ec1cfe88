import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { checkoutFolder } from '../../n8n/paths';
import { editorPictures, pictureNames } from './pictureList';
import { digestOfPicture } from './digestOfPicture';
import { shrinkPng } from './shrinkPng';

export type PictureTheme = 'light' | 'dark';
export const pictureThemes: readonly PictureTheme[] = ['light', 'dark'];

/** The file with a digest of what each picture showed when it was taken. */
const takenFile = path.join(checkoutFolder, 'docs', 'images', 'taken.json');
/** The folder for all other pictures, which help to understand a failure. It is git-ignored. */
const scratchFolder = path.join(checkoutFolder, '.tmp', 'editor');

/** The pictures that are wanted for the documentation: `all`, or names separated by commas. `npm run pictures` sets it. */
const wanted = process.env.PICTURES ?? '';

export const isRetakingDocsPictures = wanted !== '';

function isWanted(name: string) {
	return pictureNames().includes(name) && (wanted === 'all' || wanted.split(',').includes(name));
}

/** Returns the path of a picture in the documentation, relative to the checkout. */
export function pictureFileOf(name: string, theme: PictureTheme = 'light'): string {
	return path.join('docs', name in editorPictures ? 'images' : 'templates/images', `${name}${theme === 'dark' ? '-dark' : ''}.png`);
}

/** Writes a picture and its digest into the documentation if it is wanted there, and otherwise into .tmp/editor. */
export async function savePicture(name: string, theme: PictureTheme, png: Buffer, inDocs = isWanted(name)): Promise<void> {
	const file = path.join(
		...(inDocs ? [checkoutFolder, pictureFileOf(name, theme)] : [scratchFolder, path.basename(pictureFileOf(name, theme))]),
	);
	mkdirSync(path.dirname(file), { recursive: true });
	writeFileSync(file, inDocs ? shrinkPng(png) : png);
	if (inDocs && theme === pictureThemes.at(-1)) await record(name);
}

/** Reads the digests by the names of the pictures. */
export function readPictureDigests(): Record<string, string> {
	return existsSync(takenFile) ? (JSON.parse(readFileSync(takenFile, 'utf8')) as Record<string, string>) : {};
}

async function record(name: string) {
	const all = Object.entries({ ...readPictureDigests(), [name]: await digestOfPicture(name) }).sort(([a], [b]) => (a < b ? -1 : 1));
	writeFileSync(takenFile, `${JSON.stringify(Object.fromEntries(all), null, '\t')}\n`);
}
