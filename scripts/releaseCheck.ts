/**
 * `npm run release:check -- v1.2.3` refuses the tag if the package has another version, if names or addresses are still placeholders, if
 * CHANGELOG.md does not mention the version, or if it left no recorded work by which later versions can be tested.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { checkoutFolder } from '../n8n/paths';

export interface ReleaseFacts {
	readonly tag: string;
	readonly manifest: { readonly version: string; readonly author: object; readonly homepage: string; readonly repository: object };
	readonly changelog: string;
	readonly security: string;
	readonly hasRecordedWork: boolean;
}

/** Returns one sentence for each problem. */
export function releaseProblemsOf({ tag, manifest, changelog, security, hasRecordedWork }: ReleaseFacts): string[] {
	const { version, author, homepage, repository } = manifest;
	return [
		...(tag === `v${version}` ? [] : [`The tag is ${tag}, and package.json has the version ${version}.`]),
		...Object.entries({ author, homepage, repository }).flatMap(([name, value]) =>
			JSON.stringify(value).includes('example.org') ? [`'${name}' in package.json is still a placeholder.`] : [],
		),
		...(security.includes('@example.org') ? ['The address in SECURITY.md is still a placeholder.'] : []),
		...(changelog.includes(`\n## ${version}\n`) ? [] : [`CHANGELOG.md has no heading '## ${version}'.`]),
		...(hasRecordedWork ? [] : [`Run npm run record:version, and commit test/e2e/fixtures/v${version}.`]),
	];
}

function main() {
	const read = (file: string) => readFileSync(path.join(checkoutFolder, file), 'utf8');
	const manifest = JSON.parse(read('package.json')) as ReleaseFacts['manifest'];
	const found = releaseProblemsOf({
		tag: process.argv[2] ?? 'missing',
		manifest,
		changelog: read('CHANGELOG.md'),
		security: read('SECURITY.md'),
		hasRecordedWork: existsSync(path.join(checkoutFolder, 'test', 'e2e', 'fixtures', `v${manifest.version}`, 'work.json')),
	});
	for (const sentence of found) console.error(sentence);
	if (found.length > 0) process.exitCode = 1;
}

if (require.main === module) main();
