import n8nCommunityNodes from '@n8n/eslint-plugin-community-nodes';
import n8nNodesBase from 'eslint-plugin-n8n-nodes-base';
import regexp from 'eslint-plugin-regexp';
import { globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** n8n's own rules for packages that it verifies. */
const n8nRules = n8nCommunityNodes.configs.recommended;

/** What other packages' rules ask of the product. All other rules are oxlint's. */
export default tseslint.config(
	globalIgnores(['dist', 'coverage', '.n8n-runtime', '.tmp']),
	{ files: ['**/*.ts'], languageOptions: { parser: tseslint.parser } },
	{
		// Texts from outside can have any length: no pattern's work may grow faster than its text.
		files: ['reshare/**/*.ts', 'nodes/**/*.ts', 'notices/**/*.ts', 'credentials/**/*.ts'],
		plugins: { regexp },
		rules: {
			'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
			'regexp/no-super-linear-move': ['error', { report: 'potential' }],
		},
	},
	{
		// What n8n forbids in nodes it forbids in all that they contain. The pooled transport and its clock are not in the package.
		files: ['reshare/**/*.ts', 'notices/**/*.ts'],
		ignores: ['reshare/transport/{pooledFetch,createProxyDispatcher}.ts', 'reshare/systemClock.ts'],
		plugins: n8nRules.plugins,
		rules: { '@n8n/community-nodes/no-restricted-globals': 'error', '@n8n/community-nodes/no-restricted-imports': 'error' },
	},
	{
		// A stage of Create tells the results of the stage before apart by their kind.
		files: ['reshare/requests/create/*.ts'],
		rules: { 'no-restricted-syntax': ['error', { selector: 'BinaryExpression[operator="in"]', message: 'Compare the kind instead.' }] },
	},
	{
		files: ['package.json'],
		extends: [n8nRules],
		plugins: { 'n8n-nodes-base': n8nNodesBase },
		rules: n8nNodesBase.configs.community.rules,
		languageOptions: { parser: tseslint.parser, parserOptions: { extraFileExtensions: ['.json'] } },
	},
	{
		files: ['nodes/**/*.ts', 'credentials/**/*.ts'],
		extends: [n8nRules],
		plugins: { 'n8n-nodes-base': n8nNodesBase },
		rules: { 'no-console': 'error' },
	},
	{
		files: ['credentials/**/*.ts'],
		rules: {
			...n8nNodesBase.configs.credentials.rules,
			// The two that n8n's own configuration for community packages switches off as well: the first is meant for n8n's own
			// nodes, where the address is a key into n8n's documentation; the second is superseded by credential-password-field.
			'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off',
			'n8n-nodes-base/cred-class-field-type-options-password-missing': 'off',
		},
	},
	{
		files: ['nodes/**/*.ts'],
		rules: {
			...n8nNodesBase.configs.nodes.rules,
			// The three that n8n's own configuration for community packages switches off as well: they know neither connection
			// types nor outputs that depend on the operation, and ask for an upper bound where the service has none.
			'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
			'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
			'n8n-nodes-base/node-param-type-options-max-value-present': 'off',
		},
	},
);
