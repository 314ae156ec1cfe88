/** Shows a picture in its light or its dark form. Its path has no ending. */
export function pictureElement(file: string, alt: string, attributes = ''): string {
	return `<picture><source media="(prefers-color-scheme:dark)" srcset="${file}-dark.png"><img ${attributes}alt="${alt}" src="${file}.png"></picture>`;
}

/** Returns the anchor by which GitHub links to a heading. */
export function anchorOf(heading: string): string {
	return heading
		.toLowerCase()
		.replace(/[^\w\- ]/g, '')
		.replaceAll(' ', '-');
}
