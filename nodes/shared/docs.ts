/** ReShare's own site, until the package has an address of its own: without one, n8n's links "Docs" lead to the npm registry. */
export const docsUrl = 'https://projectreshare.org';
