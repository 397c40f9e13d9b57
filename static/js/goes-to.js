// Which county the chosen municipality leads to, and whether anybody there reads contacts here,
// is said at once beside the form; a municipality may belong to no county. Without this module the
// next page says it.

const told = document.getElementById("goes-to");
const place = document.querySelector("[data-goes-to]");
const municipality = document.querySelector('select[name="home_municipality"]');
const county = document.querySelector('select[name="county"]');

if (told && place && municipality) {
  const { counties, municipalities } = JSON.parse(told.textContent);
  const name = place.querySelector("[data-county]");
  const outside = place.querySelector("[data-outside]");
  const nobody = place.querySelector("[data-nobody]");
  const channel = place.querySelector("[data-channel]");

  const show = () => {
    const chosen = municipalities[municipality.value] ?? (municipality.value ? "" : county?.value);
    const known = counties[chosen];
    nobody.hidden = municipality.value === "" || municipality.value in municipalities;
    place.hidden = !known && nobody.hidden;
    name.textContent = known?.name ?? "";
    outside.hidden = !known || known.received;
    channel.textContent = known?.channel ?? "";
  };

  municipality.addEventListener("change", show);
  county?.addEventListener("change", show);
  show();
}
