using Mmei.Gateway;
using Mmei.Gateway.Proxy;
using Mmei.Hosting;
using Mmei.Messaging;

// What an operator runs inside an instance; see docs/operations.md.
if (args is ["redrive"])
{
    return await DeadLetterRedrive.RunAsync(args);
}

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
