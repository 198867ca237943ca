// Made from the OpenAPI document by "npm run types"; not to be edited.
export const decimalFields: ReadonlySet<string> = new Set([
  "amount",
  "amount_in_type_unit",
  "density_kg_per_l",
  "emissions_kg_co2e",
  "factor",
  "total_emissions_kg_co2e"
]);
