/** Comments in other languages, by what they are about: hotel, shop, help. */
interface Tongue {
  readonly good: Readonly<Record<"hotel" | "shop" | "help", readonly string[]>>;
  readonly bad: Readonly<Record<"hotel" | "shop" | "help", readonly string[]>>;
  readonly goodClosers: readonly string[];
  readonly badClosers: readonly string[];
}

export const TONGUES: readonly Tongue[] = [
  {
    good: {
      hotel: [
        "Sehr freundlicher Empfang, wir haben uns sofort wohlgefühlt",
        "Ruhiges Haus mitten in {city}, wir haben herrlich geschlafen",
        "Schönes Hotel, {staff} war besonders aufmerksam",
        "Alles hat gepasst, auch für unsere {n} Kinder",
        "Wir kommen seit {n} Jahren und sind immer wieder begeistert",
      ],
      shop: [
        "Gute Ware zu einem fairen Preis",
        "Schnell gefunden, schnell bezahlt, schnell zu Hause",
        "Alles kam heil an und früher als gedacht",
        "Das Regal steht nach {min} Minuten und sieht toll aus",
        "Schöner Laden, man bekommt richtig Ideen",
      ],
      help: [
        "Mein Anliegen wurde nach {n} Minuten gelöst",
        "{staff} hat sich wirklich gekümmert",
        "Sehr geduldig und kompetent",
        "Rückruf kam wie versprochen",
        "Endlich jemand, der zuhört",
      ],
    },
    bad: {
      hotel: [
        "Zimmer {room} war viel zu laut",
        "Wir haben {min} Minuten gewartet, bis jemand kam",
        "Für diesen Preis hätte ich mehr erwartet",
        "Es war zugig und die Heizung ging nicht",
        "Am {n}. Tag wurde das Zimmer gar nicht gemacht",
      ],
      shop: [
        "Die Lieferung kam {n} Tage zu spät",
        "Karton beschädigt, Inhalt auch",
        "Eine Schraube fehlte, und keiner wusste Rat",
        "Farbe ganz anders als auf dem Bild",
        "An der Kasse {min} Minuten angestanden",
      ],
      help: [
        "Nach {min} Minuten Warteschleife aufgelegt",
        "Ich musste alles {n} Mal erklären",
        "Keine Antwort auf meine Mail",
        "Freundlich, aber geholfen hat es nicht",
        "Jeder sagt etwas anderes",
      ],
    },
    goodClosers: [
      "Gerne wieder.",
      "Vielen Dank!",
      "Weiter so.",
      "Sehr zu empfehlen.",
      "Bis zum nächsten Mal.",
    ],
    badClosers: ["Schade.", "Das geht besser.", "So nicht.", "Bitte nachbessern.", "Wir sind enttäuscht."],
  },
  {
    good: {
      hotel: [
        "Un trato muy amable desde el primer momento",
        "La habitación {room} tiene unas vistas preciosas",
        "Dormimos de maravilla",
        "Muy cerca de todo en {city} y muy tranquilo",
        "{staff} nos ayudó con todo",
      ],
      shop: [
        "Buena calidad y precio justo",
        "Llegó un día antes de lo previsto",
        "Lo monté en {min} minutos sin problemas",
        "Tienda bonita y con buenas ideas",
        "El color es igual que en la foto",
      ],
      help: [
        "Me lo resolvieron en {n} minutos",
        "{staff} fue muy paciente conmigo",
        "Respuesta clara y rápida",
        "Cumplieron lo que prometieron",
        "Da gusto hablar con gente así",
      ],
    },
    bad: {
      hotel: [
        "Esperamos {min} minutos en la recepción",
        "Mucho ruido por la noche en la habitación {room}",
        "El aire acondicionado no funcionaba",
        "Por ese precio esperaba más",
        "Nadie nos avisó de las obras",
      ],
      shop: [
        "El paquete llegó {n} días tarde",
        "Faltaba una pieza y nadie sabe nada",
        "La caja estaba rota",
        "No se parece a la foto",
        "Una sola caja abierta y {min} minutos de cola",
      ],
      help: [
        "Tuve que explicar lo mismo {n} veces",
        "Nadie me devolvió la llamada",
        "Muy amables, pero sin solución",
        "Todavía espero una respuesta",
        "Se cortó la llamada a la mitad",
      ],
    },
    goodClosers: ["Volveremos.", "Muchas gracias.", "Muy recomendable.", "Sigan así.", "Un diez."],
    badClosers: ["Una pena.", "Hay que mejorar.", "No repetiré.", "Estoy decepcionado.", "Así no."],
  },
  {
    good: {
      hotel: [
        "Accueil chaleureux, on se sent tout de suite bien",
        "Chambre {room} calme avec une belle vue",
        "Literie excellente, nous avons très bien dormi",
        "{staff} a été aux petits soins",
        "Très bon séjour à {city} en famille",
      ],
      shop: [
        "Belle qualité pour le prix",
        "Livré plus tôt que prévu",
        "Monté en {min} minutes, c'est du solide",
        "Joli magasin, on y trouve plein d'idées",
        "Conforme à la photo",
      ],
      help: [
        "Problème réglé en {n} minutes",
        "{staff} a été très à l'écoute",
        "Réponse claire et rapide",
        "On m'a rappelé comme promis",
        "Enfin quelqu'un de compétent",
      ],
    },
    bad: {
      hotel: [
        "{min} minutes d'attente à l'arrivée",
        "Trop de bruit dans la chambre {room}",
        "Le chauffage ne marchait pas",
        "Un peu cher pour ce que c'est",
        "La salle de bains n'était pas propre",
      ],
      shop: [
        "Colis arrivé avec {n} jours de retard",
        "Il manquait une pièce",
        "Carton abîmé et produit rayé",
        "La couleur n'est pas celle de la photo",
        "Une seule caisse ouverte, {min} minutes de queue",
      ],
      help: [
        "J'ai dû répéter mon histoire {n} fois",
        "Toujours pas de réponse à mon message",
        "Aimables, mais sans solution",
        "Coupé au milieu de l'appel",
        "Chacun dit autre chose",
      ],
    },
    goodClosers: ["Nous reviendrons.", "Merci à toute l'équipe.", "Je recommande.", "Bravo.", "À bientôt."],
    badClosers: ["Dommage.", "À revoir.", "Je ne reviendrai pas.", "Déçue.", "Peut mieux faire."],
  },
];
