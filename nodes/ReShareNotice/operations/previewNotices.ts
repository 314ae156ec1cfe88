import { UserError } from 'n8n-workflow';
import { loadNoticesModule } from '../../shared/loadNoticesModule';
import type { NodeOperation } from '../../shared/nodeOperations';
import { createParameterReader } from '../../shared/readParameters';
import { loadLibraryProfile } from '../../shared/loadLibraryProfile';
import { wordingFields } from '../noticeFields';
import { readWording } from './writeNotices';

export const previewNoticesOperation: NodeOperation = {
	option: {
		name: 'Preview Notices',
		value: 'previewNotices',
		action: 'Preview all notices with invented requests',
		description: 'Write every notice about an invented request, in your wording, to staff. Default ones: docs/letters.',
	},
	outputs: ['Notices'],
	properties: wordingFields,
	async start(context) {
		const { previewNotices, problemsOfCustomMessages } = await loadNoticesModule();
		const profile = await loadLibraryProfile(context);
		return (itemIndex) => {
			if (itemIndex > 0) return [];
			const wording = readWording(createParameterReader(context), itemIndex, context.getNode().parameters.language);
			const [problem] = problemsOfCustomMessages(wording.changedWords);
			if (problem !== undefined) throw new UserError(problem);
			return previewNotices(profile, wording).map((notice) => ({ output: 0, json: notice }));
		};
	},
};
