export type VufindVersion = 'v7' | 'v8' | 'v10';

export interface VufindTraits {
	readonly release: string;
	/** Whether `fullRecord` is in MARC's namespace and names its schema. */
	readonly namespaceInFullRecord: boolean;
	/** Whether a field without values is `[]`; otherwise it is left out. */
	readonly keepsEmptyLists: boolean;
	/** The answer if the index does not respond: a message of Solr's client with 400, or 500 without details. */
	readonly indexDown: { readonly status: number; readonly message: string };
	readonly rateLimiter: boolean;
}

const solrDown = {
	status: 400,
	message:
		'Unable to connect to 127.0.0.1:8983 . Error #111: stream_socket_client(): Unable to connect to tcp://127.0.0.1:8983 (Connection refused)',
};

export const vufindTraits: Readonly<Record<VufindVersion, VufindTraits>> = {
	v7: { release: '7.1.2', namespaceInFullRecord: false, keepsEmptyLists: false, indexDown: solrDown, rateLimiter: false },
	v8: { release: '8.1.4', namespaceInFullRecord: true, keepsEmptyLists: true, indexDown: solrDown, rateLimiter: false },
	v10: {
		release: '10.1.4',
		namespaceInFullRecord: true,
		keepsEmptyLists: true,
		indexDown: { status: 500, message: 'Error occurred.' },
		rateLimiter: true,
	},
};
