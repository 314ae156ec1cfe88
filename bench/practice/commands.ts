/** What the practice consortium can be told to do between measurements, while it runs in its own process. */
export interface PracticeCommands {
	access(): PracticeAccess;
	/** One ISBN of each record of the inventory, digits only. */
	cataloguedIsbns(): readonly string[];
	/** How many calls of each kind the inventory's GraphQL has made since the last reset. */
	inventoryCalls(): Readonly<Record<string, number>>;
	resetInventoryCalls(): void;
	clearRequests(): void;
	setting(options: { readonly key: string; readonly value: string }): void;
	/** Makes requests of the eastern library, and returns the ids of the open ones. */
	seed(options: { readonly count: number; readonly openOneIn: number }): readonly string[];
	/** Moves each request to another state. On the consortium's clock the moves are `apartMs` apart (default 0). */
	change(options: { readonly ids: readonly string[]; readonly apartMs?: number }): void;
	/** Makes requests of the western library in CrossLink. One in `unreadOneIn` of the open ones has an unread message. */
	seedCrossLink(options: { readonly count: number; readonly openOneIn: number; readonly unreadOneIn: number }): readonly string[];
	changeCrossLink(options: { readonly ids: readonly string[] }): void;
	/**
	 * Writes two years of borrowing with their histories: the eastern library's into mod-rs, and the same for the western library into
	 * CrossLink.
	 */
	writePast(options: { readonly requests: number }): void;
	/** Makes lending requests of the eastern library in mod-rs that staff answered in the course of a year. */
	seedLending(options: { readonly count: number }): void;
	/** The milliseconds that the consortium itself took, without network, to check the only request and to ask a library. */
	ownMs(): number;
	/** How many requests carry each reference. */
	rowsByReference(): Readonly<Record<string, number>>;
}

export interface PracticeAccess {
	readonly okapiUrl: string;
	readonly inventory: { readonly tenant: string; readonly username: string; readonly password: string };
	readonly library: { readonly tenant: string; readonly username: string; readonly password: string; readonly openUrlTenant: string };
	readonly crossLink: { readonly tenant: string; readonly username: string; readonly password: string };
	/** The path of the newest VuFind on the same server. */
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
