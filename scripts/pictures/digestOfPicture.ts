import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';
import { OkapiApi } from '../../credentials/OkapiApi.credentials';
import { ReShareInventoryApi } from '../../credentials/ReShareInventoryApi.credentials';
import { checkoutFolder } from '../../n8n/paths';
import type { WorkflowFile } from '../../n8n/n8nTypes';
import { dependencies } from '../../n8n/pinned/package.json';
import { loadNodeDescription, nodeFolders } from '../nodeDocs/writeNodePages';
import { readTemplate } from '../templateDocs/templateFiles';
import { deskPagePictures, editorPictures, type EditorPicture } from './pictureList';

const credentials = { OkapiApi: new OkapiApi(), ReShareInventoryApi: new ReShareInventoryApi() };

/** Returns a digest of all that a picture shows. If it changes, the picture is out of date. */
export async function digestOfPicture(name: string): Promise<string> {
	const shown = { n8n: dependencies.n8n, sight: await sightOf(name) };
	return createHash('sha256').update(JSON.stringify(shown)).digest('hex').slice(0, 12);
}

async function sightOf(name: string) {
	const inEditor = editorPictures[name];
	if (inEditor !== undefined) return [await editorSight(inEditor), stepThatTakes(inEditor.takenIn, name)];
	const page = deskPagePictures[name];
	if (page !== undefined) return [withoutIds(readTemplate(page.template)), stepThatTakes(page.takenIn, name)];
	return await canvas(name);
}

async function editorSight({ panel = [], node, operation, credential }: EditorPicture) {
	const listed = await Promise.all(panel.map(async (folder) => ({ folder, ...(await loadNodeDescription(folder)) })));
	return [
		listed.map(({ folder, displayName, description, icon, properties }) => [
			displayName,
			description,
			icons(`nodes/${folder}`, icon),
			read(`nodes/${folder}/${folder}.node.json`),
			properties.flatMap(({ options = [] }) => options.flatMap((option) => ('action' in option ? (option.action ?? []) : []))),
		]),
		node === undefined ? [] : await openNode(node, operation),
		credential === undefined
			? []
			: [credentials[credential].displayName, icons('credentials', credentials[credential].icon), seen(credentials[credential].properties)],
	];
}

async function openNode(folder: string, operation?: string) {
	const { displayName, hints, icon, outputs, properties, triggerPanel } = await loadNodeDescription(folder);
	const fields = properties.filter(
		({ displayOptions }) => operation === undefined || displayOptions?.show?.operation?.includes(operation) !== false,
	);
	return [
		displayName,
		hints,
		outputs,
		triggerPanel,
		icons(`nodes/${folder}`, icon),
		seen(fields),
		read(`nodes/${folder}/__schema__/v1.0.0${operation === undefined ? '' : `/${operation}`}.json`),
	];
}

/** Returns what the screen shows of fields at first, without explanations and the options that a collection offers. */
function seen(properties: readonly INodeProperties[]) {
	return properties.map(({ displayName, type, default: value, placeholder, hint, options = [], displayOptions }) => [
		displayName,
		type,
		value,
		placeholder,
		hint,
		displayOptions,
		type === 'collection' ? [] : options.map(({ name }) => name),
	]);
}

/**
 * Returns what the canvas shows of a template. Ids are left out, and of parameters all but short values, which n8n may show below the
 * node's name.
 */
async function canvas(template: string) {
	const ours = await Promise.all(nodeFolders.map(async (folder) => ({ folder, ...(await loadNodeDescription(folder)) })));
	const file = readTemplate(template);
	return [
		file.connections,
		withoutIds(file).map(({ parameters, ...node }) => {
			const own = ours.find((description) => node.type === `n8n-nodes-reshare.${description.name}`);
			const inside =
				node.type === 'n8n-nodes-base.stickyNote' ? parameters : Object.entries(parameters).filter(([, value]) => isShort(value));
			return [node, inside, own === undefined ? [] : [icons(`nodes/${own.folder}`, own.icon), own.outputs, own.subtitle]];
		}),
	];
}

function isShort(value: unknown) {
	return typeof value === 'string' ? value.length < 40 && !value.startsWith('=') : typeof value !== 'object';
}

function withoutIds({ nodes }: WorkflowFile) {
	return nodes.map((node) => ({ ...node, id: undefined, webhookId: undefined, credentials: undefined }));
}

/** Returns the code of the test's step up to the line that takes the picture. */
function stepThatTakes(file: string, picture: string) {
	const script = read(`test/e2e/${file}`);
	const taken = new RegExp(`(takePicture\\(editor, |look\\()'${picture}'.*`).exec(script);
	if (taken === null) throw new Error(`${file} does not take the picture '${picture}'`);
	const before = script.slice(0, taken.index);
	const begins = Math.max(...[...before.matchAll(/^\t*(?:step|it)\(/gm)].map(({ index }) => index));
	return `${before.slice(begins)}${taken[0]}`;
}

function icons(folder: string, icon: INodeTypeDescription['icon']) {
	return icon === undefined || typeof icon === 'string'
		? []
		: [icon.light, icon.dark].map((file) => read(path.join(folder, file.replace('file:', ''))));
}

function read(file: string) {
	return readFileSync(path.join(checkoutFolder, file), 'utf8');
}
