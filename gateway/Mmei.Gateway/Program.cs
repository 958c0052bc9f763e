using Mmei.Gateway;
using Mmei.Gateway.Proxy;
using Mmei.Hosting;
using Mmei.Messaging;

return await ServiceHost.RunAsync(
    args,
    builder =>
    {
        builder.AddGateway();
        builder.AddGatewayProxy();
        builder.AddMessaging(bus => bus.AddGatewayConsumers());
    },
    app =>
    {
        app.MapGateway();
        app.MapGatewayProxy();
    });
