/** README as npm shows it, so that n8n's "Docs" links lead to the package's own pages. */
export const docsUrl = 'https://www.npmjs.com/package/n8n-nodes-reshare';
