export { fieldNamed, keyNamed, longestOf, patronNames, tooLong, wishFields, wishNames, type ServiceType, type Shown, type Wish, type WishField, type WishName, type WishTexts } from './fieldTable';
export { handedOn, wishIn, type CarriedWish } from './handOn';
