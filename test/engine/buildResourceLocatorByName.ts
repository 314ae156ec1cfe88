/** Returns the value of a field, such as Request or Pickup Location, in which somebody chose By Name or By Number. */
export const buildResourceLocatorByName = (value: string) => ({ __rl: true as const, mode: 'name', value });
