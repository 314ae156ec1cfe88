import { releaseProblemsOf, type ReleaseFacts } from '../../../scripts/releaseCheck';

const ready: ReleaseFacts = {
	tag: 'v1.0.0',
	manifest: {
		version: '1.0.0',
		author: { name: 'A Consortium', email: 'ill@consortium.example' },
		homepage: 'https://consortium.example',
		repository: { type: 'git', url: 'https://consortium.example/n8n-nodes-reshare.git' },
	},
	changelog: '# Changelog\n\n## 1.0.0\n\nThe first release.\n',
	security: 'Write to security@consortium.example.',
	hasRecordedWork: true,
};

describe('the check before a release', () => {
	it('the release check passes a version that is ready', () => {
		expect(releaseProblemsOf(ready)).toEqual([]);
	});

	it.each<[string, Partial<ReleaseFacts>, string]>([
		['a tag of another version', { tag: 'v1.0.1' }, 'The tag is v1.0.1, and package.json has the version 1.0.0.'],
		[
			'a placeholder',
			{ manifest: { ...ready.manifest, homepage: 'https://n8n-nodes-reshare.example.org' } },
			"'homepage' in package.json is still a placeholder.",
		],
		[
			'a version that the change log does not name',
			{ changelog: '# Changelog\n\n## 1.0.0-rc.1\n' },
			"CHANGELOG.md has no heading '## 1.0.0'.",
		],
		[
			'a placeholder where weaknesses are reported',
			{ security: 'Write to n8n-nodes-reshare@example.org.' },
			'The address in SECURITY.md is still a placeholder.',
		],
		['no recorded work', { hasRecordedWork: false }, 'Run npm run record:version, and commit test/e2e/fixtures/v1.0.0.'],
	])('the release check stops at %s', (_what, change, sentence) => {
		expect(releaseProblemsOf({ ...ready, ...change })).toEqual([sentence]);
	});
});
