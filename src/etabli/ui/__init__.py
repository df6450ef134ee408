"""How Établi looks: styles, elements, components. It knows no word of the domain."""
