/** The type under which the OpenURL resolver stores a reference. mod-rs prints it in upper case. */
export const referenceType = 'illiad';
