declare module "*.py" {
  const text: string;
  export default text;
}
declare module "*.css";
declare module "anywidget" {
  const make: (base: unknown) => Record<string, unknown>;
  export default make;
}
