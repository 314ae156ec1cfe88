/** What the practice consortium, in its own process, does between measurements. */
export interface PracticeCommands {
	access(): PracticeAccess;
	/** One of each record of the inventory, digits only. */
	cataloguedIsbns(): readonly string[];
	/** Calls that the inventory's GraphQL has made since the last reset, by kind. */
	inventoryCalls(): Readonly<Record<string, number>>;
	resetInventoryCalls(): void;
	clearRequests(): void;
	setting(options: { readonly key: string; readonly value: string }): void;
	/** Requests of the eastern library. Returns the ids of the open ones. */
	seed(options: { readonly count: number; readonly openOneIn: number }): readonly string[];
	/** Moves each request to another state, `apartMs` after the one before on the consortium's clock. Default 0. */
	change(options: { readonly ids: readonly string[]; readonly apartMs?: number }): void;
	/** At CrossLink, for the western library; one in `unreadOneIn` of the open ones has an unread message. */
	seedCrossLink(options: { readonly count: number; readonly openOneIn: number; readonly unreadOneIn: number }): readonly string[];
	changeCrossLink(options: { readonly ids: readonly string[] }): void;
	/** Two years of borrowing with their histories: the eastern library's in mod-rs, the same as the western library's at CrossLink. */
	writePast(options: { readonly requests: number }): void;
	/** Lending requests of the eastern library in mod-rs that staff have answered, over a year. */
	seedLending(options: { readonly count: number }): void;
	/** Milliseconds that it took by itself to check the only request and to ask a library. */
	ownMs(): number;
	/** How many requests carry each reference. */
	rowsByReference(): Readonly<Record<string, number>>;
}

export interface PracticeAccess {
	readonly okapiUrl: string;
	readonly inventory: { readonly tenant: string; readonly username: string; readonly password: string };
	readonly library: { readonly tenant: string; readonly username: string; readonly password: string; readonly openUrlTenant: string };
	readonly crossLink: { readonly tenant: string; readonly username: string; readonly password: string };
	/** Path of the newest VuFind at the same server. */
	readonly vufindPath: string;
}

export interface CommandCall {
	readonly id: number;
	readonly command: keyof PracticeCommands;
	readonly argument?: unknown;
}

export interface CommandReply {
	readonly id: number;
	readonly value?: unknown;
	readonly error?: string;
}
