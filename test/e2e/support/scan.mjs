/*
 * `node scan.mjs PACKED [CHECKOUT]` prints what n8n's scanner reports for the packed form and for the source, and what the newest rules
 * report for the packed form; `npm run lint` holds the source to these rules. The scanner's own command scans only what it downloads.
 */
import newestRules from '@n8n/eslint-plugin-community-nodes';
import { analyzePackage, SOURCE_FILE_PATTERNS } from '@n8n/scan-community-package/scanner/scanner.mjs';
import { ESLint } from 'eslint';

const [packed, checkout] = process.argv.slice(2);
const inPackage = ['**/*.js', 'package.json'];

const eslint = new ESLint({
	cwd: packed,
	allowInlineConfig: false,
	overrideConfigFile: true,
	overrideConfig: [newestRules.configs.recommended],
});
const results = await eslint.lintFiles(['**/*.js']);
const reports = {
	source: checkout === undefined ? undefined : await analyzePackage(checkout, SOURCE_FILE_PATTERNS),
	packed: await analyzePackage(packed, inPackage),
	newest: results.flatMap(({ filePath, messages }) =>
		messages.map(({ ruleId, severity, message }) => [filePath, ruleId, severity, message].join(' ')),
	),
	files: results.length,
};
process.stdout.write(JSON.stringify(reports));
