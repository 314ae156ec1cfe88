export { findPickupLocation, guessPickupLocation, listPickupLocations, type PickupLocation } from './pickupLocations';
export { mapPickupName, type MappedPickup, type PickupMapping, type PickupMappingTable } from './mappingTable';
