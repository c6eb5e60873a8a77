"""What to call a shop that the map does not name: the trade in French, as the sign would say it."""

from . import tags

TRADES = {
    "alcohol": "Caviste", "antiques": "Antiquités", "art": "Galerie d’art", "bag": "Maroquinerie",
    "bakery": "Boulangerie", "bank": "Banque", "bar": "Bar", "beauty": "Institut de beauté",
    "beverages": "Boissons", "bicycle": "Cycles", "books": "Librairie", "boutique": "Boutique",
    "bureau_de_change": "Bureau de change", "butcher": "Boucherie", "cafe": "Café", "car": "Automobiles",
    "car_repair": "Garage", "caterer": "Traiteur", "cheese": "Fromagerie", "chemist": "Droguerie",
    "chocolate": "Chocolaterie", "clothes": "Vêtements", "coffee": "Torréfacteur", "computer": "Informatique",
    "confectionery": "Confiserie", "convenience": "Épicerie", "cosmetics": "Cosmétiques", "deli": "Traiteur",
    "department_store": "Grand magasin", "doityourself": "Bricolage", "dry_cleaning": "Pressing",
    "electronics": "Électronique", "employment_agency": "Agence d’emploi", "estate_agent": "Agence immobilière",
    "fast_food": "Restauration rapide", "florist": "Fleuriste", "furniture": "Meubles", "gift": "Cadeaux",
    "greengrocer": "Primeur", "hairdresser": "Salon de coiffure", "hardware": "Quincaillerie",
    "houseware": "Arts de la table", "ice_cream": "Glacier", "insurance": "Assurances",
    "interior_decoration": "Décoration", "jewelry": "Bijouterie", "kiosk": "Kiosque", "kitchen": "Cuisines",
    "laundry": "Laverie", "mobile_phone": "Téléphonie", "money_transfer": "Transfert d’argent",
    "music": "Disquaire", "newsagent": "Maison de la presse", "optician": "Opticien", "perfumery": "Parfumerie",
    "pharmacy": "Pharmacie", "photo": "Photographe", "photographer": "Photographe", "post_office": "La poste",
    "pub": "Pub", "restaurant": "Restaurant", "seafood": "Poissonnerie", "second_hand": "Seconde main",
    "shoe_repair": "Cordonnerie", "shoes": "Chaussures", "sports": "Articles de sport",
    "stationery": "Papeterie", "supermarket": "Supermarché", "tailor": "Retouches", "tattoo": "Tatouage",
    "tea": "Maison de thé", "ticket": "Billetterie", "tobacco": "Tabac", "toys": "Jouets",
    "travel_agency": "Agence de voyages", "watches": "Horlogerie", "wine": "Caviste",
}  # fmt: skip
FAMILIES = {
    "alimentaire": "Commerce alimentaire", "restauration": "Restauration", "mode": "Mode", "maison": "Maison",
    "culture": "Culture", "beauté et santé": "Beauté et santé", "services": "Commerce et services",
    "artisanat": "Atelier", "loisirs": "Loisirs",
}  # fmt: skip


def trade_name(found: tuple[str, str]) -> str:
    """``("shop", "bakery")`` → ``Boulangerie``; the family's name where the trade is rare."""
    return TRADES.get(found[1]) or FAMILIES[tags.family(found)]
