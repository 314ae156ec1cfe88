const path = require('node:path');
const { default: Sequencer } = require('@jest/test-sequencer');

/**
 * Suites that take 40 seconds or more, longest first. In a new checkout, jest orders suites by file size, which leaves workers idle at the
 * end.
 */
const longest = [
	'templatesRequesting',
	'templatesFollowing',
	'templatesLending',
	'editor',
	'templatesCrossLink',
	'killedWhileMailing',
	'editorVufind',
	'editorCrossLink',
	'noticesAndPagesOnScreen',
	'upgrade',
	'editorLendingRules',
	'packedPackage',
	'failingOperations',
	'packageRemoved',
];

module.exports = class LongestFirst extends Sequencer {
	sort(tests) {
		const rank = ({ path: file }) => {
			const position = longest.indexOf(path.basename(file, '.test.ts'));
			return position === -1 ? longest.length : position;
		};
		return super.sort(tests).sort((left, right) => rank(left) - rank(right));
	}
};
