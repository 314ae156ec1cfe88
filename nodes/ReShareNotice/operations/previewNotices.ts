import { UserError, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';
import type { ItemWork } from '../../shared/items';
import { loadNotices } from '../../shared/notices';
import type { Operation } from '../../shared/operation';
import { parameterReader } from '../../shared/parameters';
import { libraryProfile } from '../../shared/profile';
import { wordingFields } from '../fields';
import { readWording } from './writeNotices';

async function start(context: IExecuteFunctions): Promise<ItemWork> {
	const { previewNotices, problemsOf } = await loadNotices();
	const profile = await libraryProfile(context);
	return async (itemIndex) => {
		if (itemIndex > 0) return [];
		const wording = readWording(parameterReader(context), itemIndex, context.getNode().parameters.language);
		const [problem] = problemsOf(wording.changedWords);
		if (problem !== undefined) throw new UserError(problem);
		return await Promise.resolve(
			previewNotices(profile, wording).map((notice) => ({ output: 0, json: { ...notice } as unknown as IDataObject })),
		);
	};
}

export const previewNoticesOperation: Operation = {
	option: {
		name: 'Preview Notices',
		value: 'previewNotices',
		action: 'Preview all notices with invented requests',
		description: 'Write every notice about an invented request, in your wording, to staff. Default ones: docs/letters.',
	},
	outputs: ['Notices'],
	doubtOutput: 0,
	properties: wordingFields,
	start,
};
