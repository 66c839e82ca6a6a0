// The theme and density of last time, before anything is painted; `?theme=` and `?density=` try another one. What the
// settings say comes later, by src/look.rs.
const asked = new URLSearchParams(location.search);
const phone = document.querySelector("meta[name=cti-ccp-url]")?.content ?? "";
for (const name of ["theme", "density"]) {
  let value = asked.get(name);
  try {
    value ??= localStorage.getItem(`cti:${name}:${phone}`);
  } catch {
    // The browser denies storage.
  }
  if (value) document.documentElement.dataset[name] = value;
}
