// Between a console tab and the window its phone was moved to: one channel, both ways.

export class Relay {
  /** `side` is `owner` (the console) or `popout`; `receive` gets what the other side says. */
  constructor(pair, side, receive) {
    this.side = side;
    this.channel = new BroadcastChannel(`console-phone-${pair}`);
    this.channel.addEventListener('message', ({ data }) => {
      if (data.from !== side) receive(data);
    });
  }

  say(kind, rest = {}) {
    this.channel.postMessage({ from: this.side, kind, ...rest });
  }
}
