/** What is asked of the lending library: the thing itself, or a copy of a part of it. */
export type ServiceType = 'loan' | 'copy';

/** One request that somebody wants to exist. Texts are trimmed; an empty one counts as absent. */
export interface Wish {
	readonly serviceType: ServiceType;
	/** UUID of the record in the shared inventory. A loan needs it; a copy can do without. */
	readonly instanceId?: string;
	/** The identifier by which the library's own system knows the patron, e.g. a barcode. */
	readonly patronId: string;
	/** Slug of the pickup location in the library's Directory. A loan needs it. */
	readonly pickupSlug?: string;
	/** The location's name in the Directory, where its slug is not given. */
	readonly pickupName?: string;
	/** The caller's own request number, by which the request is found again. */
	readonly reference?: string;
	/** Of the book, or of the journal or book that holds the part to be copied. */
	readonly title?: string;
	readonly author?: string;
	readonly publicationDate?: string;
	readonly edition?: string;
	readonly volume?: string;
	readonly isbn?: string;
	readonly issn?: string;
	readonly oclc?: string;
	/** `YYYY-MM-DD`; whoever makes requests may give any ISO date and time, of which the day as written counts. */
	readonly neededBy?: string;
	/** Goes to the lending library; 255 UTF-16 units at most. */
	readonly note?: string;
	readonly patronEmail?: string;
	readonly copy?: CopyWish;
}

/** What a copy needs besides. */
export interface CopyWish {
	readonly partTitle?: string;
	readonly partAuthor?: string;
	readonly pages?: string;
	readonly issue?: string;
	/** OpenURL's word for the kind of thing, e.g. `article`. */
	readonly genre?: string;
	/** Code of the library's own list, e.g. `us-ccg`. */
	readonly copyrightType?: string;
}
