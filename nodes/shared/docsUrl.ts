/** ReShare's own site, until the package has an address of its own. Without an address, n8n's "Docs" links lead to the npm registry. */
export const docsUrl = 'https://projectreshare.org';
