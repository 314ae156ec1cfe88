/**
 * ReShare's own site, as long as the package has no address of its own. Without any address, n8n's "Docs" links lead to the npm registry.
 */
export const docsUrl = 'https://projectreshare.org';
