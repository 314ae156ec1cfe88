/** The account with which staff sign in on the pages of templates. */
export const deskAccount = { user: 'desk', password: 'Practice-2026' } as const;

export const deskAuthorization = `Basic ${Buffer.from(`${deskAccount.user}:${deskAccount.password}`).toString('base64')}`;
